"""What is drawn and listened to in the browser: a folder for each room, what rooms share here."""
