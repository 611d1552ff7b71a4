enum TextModule {}
