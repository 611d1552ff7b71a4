enum BusModule {}
