package io.mailtap.analyzer;

import io.mailtap.bytes.ByteSlice;
import io.mailtap.event.Events;
import io.mailtap.net.Connection;

/// What an analyzer can do to the world.
public interface AnalyzerContext {
    /// {@return the connection analysed}
    Connection connection();

    /// {@return where events are raised}
    Events events();

    /// {@return windows and buffers for the time of a call}
    Scratch scratch();

    /// {@return whether the connection's beginning was not seen}
    boolean isPartial();

    /// {@return whether the server's greeting is over, because it was not the protocol's and an
    /// analyzer before this one was taken off for it}
    default boolean isGreetingOver() {
        return false;
    }

    /// Says that the connection speaks the analyzer's protocol. Only the first time counts.
    void confirm();

    /// Says that the connection cannot speak the analyzer's protocol, for which the analyzer may be
    /// taken off at once: [#isDone()] tells. Ignored where octets were missed, because then the
    /// fault may be ours.
    ///
    /// @param reason what is wrong
    /// @param data the octets concerned, borrowed
    void violation(String reason, ByteSlice data);

    /// {@return whether the analyzer was taken off, so that it should stop reading}
    boolean isDone();

    /// Reports traffic that breaks a rule or reaches a limit.
    ///
    /// @param name Zeek's name of it
    /// @param detail more, may be empty
    void weird(String name, String detail);

    /// Reports traffic that breaks a rule, found by a part that has a name of its own.
    ///
    /// @param name Zeek's name of it
    /// @param detail more, may be empty
    /// @param source the part, may be empty
    void weird(String name, String detail, String source);

    /// Takes account of octets that the analyzer holds beyond a call, so that all connections
    /// together stay within a limit.
    ///
    /// @param octets more than before, negative if fewer
    /// @return whether the limit holds; if not, the analyzer gives up what it can
    boolean hold(long octets);

    /// Notes in the connection's history that an analysis limit was reached.
    void markLimit();

    /// Begins a mail that this analyzer carries.
    ///
    /// @param from who sends the mail
    /// @return takes the mail's lines
    Message beginMessage(io.mailtap.net.Direction from);

    /// Goes over to TLS: the rest of the stream, both ways, is its.
    ///
    /// Whoever calls this hands all that comes from then on to the analyzer it gets, octet for
    /// octet, and its own part is over when that of TLS is.
    ///
    /// @return takes the rest of the stream
    Analyzer beginTls();

    /// Says that nothing can come of the rest of the stream, which is then not delivered any more.
    void finish();

    /// Hands on a file that has come in one piece.
    ///
    /// @param from who sends it
    /// @param number which of the sender's files of that type it is, from 0
    /// @param mimeType its type
    /// @param octets all of it, borrowed
    void file(io.mailtap.net.Direction from, int number, String mimeType, ByteSlice octets);
}
