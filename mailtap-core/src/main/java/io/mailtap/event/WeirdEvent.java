package io.mailtap.event;

import io.mailtap.net.Connection;
import io.mailtap.net.IpAddress;

/// Traffic that breaks a rule, or reaches a limit of ours.
public sealed interface WeirdEvent extends Event {
    /// {@return Zeek's name of it}
    String name();

    /// {@return more about it, may be empty}
    String addl();

    /// {@return the analyzer that noticed, may be empty}
    String source();

    /// On a connection.
    ///
    /// @param name what it is
    /// @param c the connection
    /// @param addl more about it, may be empty; octets of the wire are a character each
    /// @param source the analyzer that noticed, may be empty
    record ConnWeird(String name, Connection c, String addl, String source) implements WeirdEvent {
        @Override
        public EventType type() {
            return EventType.CONN_WEIRD;
        }
    }

    /// Between two addresses.
    ///
    /// @param name what it is
    /// @param src source address
    /// @param dst destination address
    /// @param addl more about it, may be empty; octets of the wire are a character each
    /// @param source the analyzer that noticed, may be empty
    record FlowWeird(String name, IpAddress src, IpAddress dst, String addl, String source)
            implements WeirdEvent {
        @Override
        public EventType type() {
            return EventType.FLOW_WEIRD;
        }
    }

    /// Anywhere else.
    ///
    /// @param name what it is
    /// @param addl more about it, may be empty; octets of the wire are a character each
    /// @param source the analyzer that noticed, may be empty
    record NetWeird(String name, String addl, String source) implements WeirdEvent {
        @Override
        public EventType type() {
            return EventType.NET_WEIRD;
        }
    }
}
