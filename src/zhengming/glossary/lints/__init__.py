"""What can be wrong with a glossary that loads: one function a fault, in files by what they look at."""
