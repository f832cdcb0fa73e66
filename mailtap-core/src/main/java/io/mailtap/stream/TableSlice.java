package io.mailtap.stream;

/// What the flows of a slice of a table have in common, so that each holds one reference to it.
///
/// @param observer takes note of the flows
/// @param budget what the flows of the slice may hold
/// @param clock the table's time
record TableSlice(FlowObserver observer, StreamBudget budget, TableClock clock) {}
