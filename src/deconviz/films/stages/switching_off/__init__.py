"""What SwitchingOff shows, apart from the story."""
