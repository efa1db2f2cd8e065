"""Tell what an enterprise is, take its entry over, ask for help, note an assessment, ask to be let in."""
