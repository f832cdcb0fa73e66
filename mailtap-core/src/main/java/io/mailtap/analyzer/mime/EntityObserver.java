package io.mailtap.analyzer.mime;

import io.mailtap.analyzer.LineEnd;
import io.mailtap.bytes.ByteSlice;

/// Takes a mail apart with its MIME structure, as it passes.
///
/// Entities nest: between an entity's beginning and end come those of the entities within it. Data
/// belongs to the innermost one that is open. On one thread, in the order of the wire.
public interface EntityObserver {
    /// Takes a line of the mail itself, before anything that it means.
    ///
    /// @param line without line end, borrowed
    /// @param end what ended it
    void onLine(ByteSlice line, LineEnd end);

    /// Takes lines of the mail that mean nothing but data of the innermost entity, behind that
    /// data.
    ///
    /// @param lines whole ones, each with its CR LF, borrowed
    void onLines(ByteSlice lines);

    /// Takes note that an LF followed the CR that ended the last line.
    void onLineFeed();

    /// Takes note that an entity begins.
    void onBegin();

    /// Takes a header field of the entity that began last.
    ///
    /// @param name as sent, borrowed
    /// @param value without leading blanks, borrowed
    void onField(ByteSlice name, ByteSlice value);

    /// Takes the next decoded octets of the innermost entity.
    ///
    /// @param octets at least one, borrowed
    void onData(ByteSlice octets);

    /// Takes the name that the innermost entity's content gives itself, before any of its data.
    ///
    /// @param name borrowed
    void onName(ByteSlice name);

    /// Takes note that a file begins within the text of the innermost entity, whose own data goes
    /// on as it is.
    ///
    /// @param name what it is called, borrowed
    void onInlineBegin(ByteSlice name);

    /// Takes the next octets of the file within the text.
    ///
    /// @param octets at least one, borrowed
    void onInlineData(ByteSlice octets);

    /// Takes note that the file within the text has ended.
    ///
    /// @param complete whether its end was seen
    void onInlineEnd(boolean complete);

    /// {@return whether lines that mean nothing but data may come at once, through [#onLines] and
    /// not through [#onLine]}
    boolean takesRuns();

    /// Takes note that octets are missing from the innermost entity.
    ///
    /// @param length how many, counted as they were on the wire
    void onGap(long length);

    /// Takes note that the innermost entity has ended, after its `mime_end_entity`.
    void onEnd();

    /// Takes note that the end of the mail was not seen; comes before the ends of all that is open.
    void onCut();

    /// Takes note that the mail has ended, after all its entities.
    void onMailEnd();
}
