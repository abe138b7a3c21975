"""What Heard adds to Rasa: understanding, two policies, the channel, the tracker store."""
