package io.mailtap.cli;

import io.mailtap.Engine;
import io.mailtap.capture.CaptureException;
import io.mailtap.capture.CaptureFiles;
import io.mailtap.capture.Frame;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/// Feeds captures to whatever takes them, showing progress and naming what could not be read.
final class Reading {
    private static final int PACKETS_BETWEEN_LOOKS = 1 << 14;

    private final PrintWriter err;

    Reading(PrintWriter err) {
        this.err = err;
    }

    /// Reads all files to their ends and finishes. Answers whether all was well.
    boolean run(Intake intake, List<Path> paths) {
        Progress progress = Progress.of(paths, err);
        List<CaptureException> errors;
        try (CaptureFiles files = new CaptureFiles(paths, System.in)) {
            Frame[] frames = Frame.several(Engine.FRAMES_AT_ONCE);
            int begun = 0;
            long nextLook = PACKETS_BETWEEN_LOOKS;
            for (int count = files.next(frames); count > 0; count = files.next(frames)) {
                if (files.filesBegun() != begun) {
                    begun = files.filesBegun();
                    intake.nextCapture();
                }
                intake.packets(frames, count);
                if (files.packets() >= nextLook) {
                    nextLook = files.packets() + PACKETS_BETWEEN_LOOKS;
                    progress.show(files.octetsRead(), files.packets());
                }
            }
            errors = files.errors();
        }
        intake.finish();
        progress.clear();
        errors.forEach(e -> err.println("mailtap: " + e.getMessage()));
        long failures = intake.statistics().failures();
        if (failures > 0) {
            err.println(
                    "mailtap: the analysis of "
                            + failures
                            + " connections failed: please report this");
        }
        return errors.isEmpty() && failures == 0;
    }
}
