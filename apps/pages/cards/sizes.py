"""How large the picture is, in pixels: what Open Graph's readers show without cutting."""

WIDTH, HEIGHT = 1200, 630
