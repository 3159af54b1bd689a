"""What tests share: made-up networks, workspaces, stages, and how pictures are compared."""
