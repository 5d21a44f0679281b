"""What is known of words, posts, captions and references: the tables of data/ and what they tell."""
