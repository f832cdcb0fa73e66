package io.mailtap;

/// What an engine has seen.
///
/// @param packets frames taken
/// @param octets captured octets of those frames
/// @param connections connections begun, UDP and ICMP flows included
/// @param open connections not forgotten yet
/// @param failures connections whose analysis ended by a fault of the engine
public record Statistics(long packets, long octets, long connections, int open, long failures) {}
