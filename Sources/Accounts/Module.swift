enum AccountsModule {}
