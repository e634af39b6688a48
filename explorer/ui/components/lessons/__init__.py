"""What is drawn of lessons in the browser."""
