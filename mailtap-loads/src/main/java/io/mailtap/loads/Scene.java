package io.mailtap.loads;

/// What the script of one connection works with.
///
/// @param number of the connection, from 0
/// @param start when its first packet is to be seen, in microseconds
/// @param dice its own
record Scene(int number, long start, LoadOptions options, Pools pools, Truth truth, Dice dice) {
    boolean chance(Setting share) {
        return dice.chance(options.number(share));
    }

    /// {@return the dialogue to be written, with nothing said yet}
    ///
    /// @param kind what the truth counts the connection as
    Dialogue begin(String kind, int port) {
        truth.connection(kind);
        return new Dialogue(Route.draw(this, port));
    }
}
