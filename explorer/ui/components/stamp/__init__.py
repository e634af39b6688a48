"""What Stamp draws and listens to: canvases, their markup, style and the arrays they are sent."""
