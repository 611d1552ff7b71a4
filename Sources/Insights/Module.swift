enum InsightsModule {}
