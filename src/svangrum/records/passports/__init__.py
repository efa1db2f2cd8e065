"""What an enterprise can prove of the two tests of 4:18 LOU, who has seen it, and whom it is shown to."""
