"""What is learned: bundled and downloaded sets, points, a visitor's pictures, batch by batch."""
