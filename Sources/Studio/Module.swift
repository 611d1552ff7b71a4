enum StudioModule {}
