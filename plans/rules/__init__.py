"""The pure core: what words mean, how standing is computed, who may do what. No Django, no clock, no settings."""
