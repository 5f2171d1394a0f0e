"""Floor 7: the live preview. The only place that knows livereload and the web server below it."""
