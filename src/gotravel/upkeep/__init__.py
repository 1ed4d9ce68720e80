"""What officers and operators tell the system: lists, carriers, accounts, profiles."""
