"""What a line says by itself: shape, width, sentence, label, sign."""
