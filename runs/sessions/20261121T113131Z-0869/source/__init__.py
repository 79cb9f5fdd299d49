"""Programs to try reportgen with: ordinary Keras scripts that know nothing of it."""
