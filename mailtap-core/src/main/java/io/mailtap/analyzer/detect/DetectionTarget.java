package io.mailtap.analyzer.detect;

import io.mailtap.bytes.Bytes;
import io.mailtap.net.Connection;
import io.mailtap.net.Direction;

/// What detection acts on.
public interface DetectionTarget {
    /// {@return the connection}
    Connection connection();

    /// {@return how far to look}
    DetectionLimits limits();

    /// {@return whether the analyzer can be enabled, now or later}
    ///
    /// @param analyzer name in upper case
    boolean mayEnable(String analyzer);

    /// {@return whether the analyzer can be given a second chance, now or later}
    ///
    /// @param analyzer name in upper case
    boolean mayEnableAgain(String analyzer);

    /// Tries an analyzer, unless it is there already.
    ///
    /// @param analyzer name in upper case
    void enable(String analyzer);

    /// Gives an analyzer a second chance if it was taken off for what the server said, before it
    /// was sure.
    ///
    /// @param analyzer name in upper case
    void enableAgain(String analyzer);

    /// {@return whether anybody wants to know of matches}
    boolean wantsMatches();

    /// A signature with a message has matched.
    ///
    /// @param signature its name
    /// @param from the direction
    /// @param msg the message
    /// @param data the direction's octets so far
    /// @param payloadSize size of the direction's first piece
    void matched(String signature, Direction from, String msg, Bytes data, long payloadSize);

    /// Takes account of octets that are kept.
    ///
    /// @param octets more than before, negative if fewer
    /// @return whether the limit for all connections holds
    boolean hold(long octets);

    /// The memory for all detection is used up.
    void onMemoryExceeded();
}
