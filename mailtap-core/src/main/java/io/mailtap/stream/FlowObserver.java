package io.mailtap.stream;

import io.mailtap.net.Direction;
import io.mailtap.net.IpAddress;

/// Takes note of the lives of all flows of a table.
public interface FlowObserver {
    /// A first packet was seen; roles are as guessed from it. A TCP flow may be given its consumer
    /// now.
    ///
    /// @param flow the new flow
    void onNew(Flow flow);

    /// Originator and responder were exchanged, before any octet was delivered. A TCP flow may be
    /// given its consumer now.
    ///
    /// @param flow a TCP flow
    void onFlip(Flow flow);

    /// The responder answered the SYN.
    ///
    /// @param flow a TCP flow
    void onEstablished(Flow flow);

    /// Acknowledged octets are missing, on a connection whose handshake was seen.
    ///
    /// @param flow a TCP flow
    /// @param from who sent them
    /// @param seq position of the first; the first octet after the SYN is 1
    /// @param length how many
    void onContentGap(Flow flow, Direction from, long seq, long length);

    /// A flow breaks a rule or reaches a limit.
    ///
    /// @param flow the flow
    /// @param name Zeek's name of it
    /// @param detail more, may be empty
    /// @param source who noticed, may be empty
    void onWeird(Flow flow, String name, String detail, String source);

    /// Packets between two addresses break a rule.
    ///
    /// @param name Zeek's name of it
    /// @param source source address
    /// @param destination destination address
    void onFlowWeird(String name, IpAddress source, IpAddress destination);

    /// A packet breaks a rule before it has addresses.
    ///
    /// @param name Zeek's name of it
    /// @param detail more, may be empty
    void onNetWeird(String name, String detail);

    /// A flow is about to be forgotten; its consumer has been told.
    ///
    /// @param flow the flow
    void onRemove(Flow flow);
}
