enum StoresModule {}
