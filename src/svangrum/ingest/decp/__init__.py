"""French contracts (données essentielles de la commande publique) to facts."""
