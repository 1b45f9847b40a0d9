"""What readers make of statements: decisions that outlive reloads, and gold data made of them."""
