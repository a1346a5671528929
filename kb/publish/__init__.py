"""What is made from the built site."""
