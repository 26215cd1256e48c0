"""Where citizens come from: each channel translates, none decides."""
