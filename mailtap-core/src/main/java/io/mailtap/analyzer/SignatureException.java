package io.mailtap.analyzer;

/// A signature file that cannot be read as one. The message names file, line and reason.
public final class SignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final String reason;

    /// Creates an exception.
    ///
    /// @param file name of the file
    /// @param line where, from 1
    /// @param reason what is wrong
    public SignatureException(String file, int line, String reason) {
        super(file + ":" + line + ": " + reason);
        this.file = file;
        this.line = line;
        this.reason = reason;
    }

    /// {@return the name of the file}
    public String file() {
        return file;
    }

    /// {@return the line, from 1}
    public int line() {
        return line;
    }

    /// {@return what is wrong}
    public String reason() {
        return reason;
    }
}
