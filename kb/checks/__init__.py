"""What must hold before a change lands: rules, grouped by topic, in two stages (see ``stages``)."""
