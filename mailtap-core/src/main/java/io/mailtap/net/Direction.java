package io.mailtap.net;

/// Which side of a connection sent something.
public enum Direction {
    /// The side that opened the connection.
    ORIGINATOR,
    /// The other side.
    RESPONDER;

    /// {@return the direction for Zeek's `is_orig`}
    ///
    /// @param isOrig whether the originator sent it
    public static Direction of(boolean isOrig) {
        return isOrig ? ORIGINATOR : RESPONDER;
    }

    /// {@return whether this is the originator: Zeek's `is_orig`}
    public boolean isOrig() {
        return this == ORIGINATOR;
    }

    /// {@return the other side}
    public Direction opposite() {
        return this == ORIGINATOR ? RESPONDER : ORIGINATOR;
    }
}
