package io.mailtap.cli;

import java.io.IOException;
import java.util.Locale;

/// Tells the end of a reader (`mailtap events ... | head`) from real faults.
final class ClosedPipe {
    private ClosedPipe() {}

    static boolean isCause(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            boolean pipe =
                    cause instanceof IOException
                            && ("" + cause.getMessage())
                                    .toLowerCase(Locale.ROOT)
                                    .contains("broken pipe");
            if (pipe) {
                return true;
            }
        }
        return false;
    }

    static String rootMessage(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof IOException ? describe((IOException) cause) : fault.toString();
    }

    private static String describe(IOException fault) {
        return fault instanceof java.nio.file.FileSystemException e
                ? e.getFile()
                        + ": "
                        + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason())
                : "" + fault.getMessage();
    }
}
