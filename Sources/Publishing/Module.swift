enum PublishingModule {}
