"""Components with a canvas: one .py, .html, .css and a few .js files each."""
