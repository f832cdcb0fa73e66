/// Runs analyzers on connections: attaches them, guards them, takes them off, and raises the events
/// of connections' lives.
///
/// [io.mailtap.analyzer.host.ConnectionWatch] stands between the stream layer, which knows
/// connections, and the analyzers, which know protocols.
@org.jspecify.annotations.NullMarked
package io.mailtap.analyzer.host;
