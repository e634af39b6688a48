"""Reports: a run, a setting or a view as one HTML file that opens anywhere, without a network."""
