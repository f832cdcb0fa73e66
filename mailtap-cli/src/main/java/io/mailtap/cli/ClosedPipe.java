package io.mailtap.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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

    /// What went wrong, and with which file.
    static String describe(IOException fault) {
        return fault instanceof FileSystemException e
                ? e.getFile() + ": " + reason(e)
                : "" + fault.getMessage();
    }

    private static String reason(FileSystemException fault) {
        return switch (fault) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "exists already";
            default ->
                    fault.getReason() == null
                            ? fault.getClass().getSimpleName()
                            : fault.getReason();
        };
    }
}
