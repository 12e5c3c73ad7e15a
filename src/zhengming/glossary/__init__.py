"""The glossary in its YAML files: reading, the schema, adding, proposals, the compiled index."""
