"""The gateway: session, screen, forward to Rasa, voice, never silence."""
