/// Packets in, connections and ordered octets out: the connection table, states, history, timers,
/// reassembly.
///
/// [io.mailtap.stream.ConnectionTable] takes packets, keeps a [io.mailtap.stream.Flow] for each
/// connection, and tells a [io.mailtap.stream.FlowObserver] about their lives. The observer may
/// give a TCP connection a [io.mailtap.stream.StreamConsumer], which then gets its octets in order.
/// Meanings are Zeek's throughout: this is where `history` and `conn_state` come from.
@org.jspecify.annotations.NullMarked
package io.mailtap.stream;
