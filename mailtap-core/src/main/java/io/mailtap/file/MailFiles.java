package io.mailtap.file;

import io.mailtap.analyzer.AnalyzerContext;
import io.mailtap.analyzer.LineEnd;
import io.mailtap.analyzer.mime.EntityObserver;
import io.mailtap.bytes.ByteSlice;
import org.jspecify.annotations.Nullable;

/// The files of one mail: one for each entity with data, one for each uuencoded block in a text,
/// and the whole mail if that is wanted.
final class MailFiles extends FileOrigin implements EntityObserver {
    /// An entity that is open.
    private static final class Open {
        private final @Nullable Open outer;
        private final int number;
        private final FileName name = new FileName();
        private @Nullable FileState file;
        private @Nullable FileState inline;

        Open(@Nullable Open outer, int number) {
            this.outer = outer;
            this.number = number;
        }
    }

    private final FileAnalysis.Counters counters;
    private final @Nullable WholeMail mail;

    // The innermost.
    private @Nullable Open open;
    private boolean cut;

    MailFiles(
            AnalyzerContext context,
            String source,
            boolean isOrig,
            FileOptions options,
            FilePool pool,
            FileAnalysis.Counters counters) {
        super(context, source, isOrig, options, pool);
        this.counters = counters;
        int number = counters.nextMail();
        mail = options.wholeMails() ? new WholeMail(this, number) : null;
    }

    @Override
    public void onLine(ByteSlice line, LineEnd end) {
        if (mail != null) {
            mail.onLine(line, end);
        }
    }

    @Override
    public void onLines(ByteSlice lines) {
        if (mail != null) {
            mail.onLines(lines);
        }
    }

    @Override
    public void onLineFeed() {
        if (mail != null) {
            mail.onLineFeed();
        }
    }

    @Override
    public void onBegin() {
        if (open != null) {
            open.name.forget();
        }
        open = new Open(open, counters.nextEntity());
    }

    @Override
    public void onField(ByteSlice name, ByteSlice value) {
        Open entity = open;
        if (entity != null && !entity.name.onField(name, value)) {
            context().weird("exceeded_file_name_field_bytes", "" + value.length());
        }
    }

    @Override
    public void onData(ByteSlice octets) {
        Open entity = open;
        if (entity != null) {
            long nanos = events().moment().nanos();
            file(entity, nanos).onData(octets, nanos);
        }
    }

    private FileState file(Open entity, long nanos) {
        FileState file = entity.file;
        if (file == null) {
            String id = id('E', entity.number);
            String parentId = mail == null ? null : mail.id();
            FileState.Place place = new FileState.Place(id, parentId, entity.number, null);
            file = new FileState(this, place, entity.name, nanos);
            entity.file = file;
        }
        return file;
    }

    @Override
    public void onName(ByteSlice name) {
        Open entity = open;
        if (entity != null) {
            entity.name.onContent(name);
        }
    }

    @Override
    public void onInlineBegin(ByteSlice name) {
        Open entity = open;
        if (entity != null) {
            FileName given = new FileName();
            given.onContent(name);
            String id = id('U', counters.nextInline());
            String parentId = id('E', entity.number);
            FileState.Place place = new FileState.Place(id, parentId, entity.number, null);
            entity.inline = new FileState(this, place, given, events().moment().nanos());
        }
    }

    @Override
    public void onInlineData(ByteSlice octets) {
        Open entity = open;
        if (entity != null && entity.inline != null) {
            entity.inline.onData(octets, events().moment().nanos());
        }
    }

    @Override
    public void onInlineEnd(boolean complete) {
        Open entity = open;
        if (entity != null && entity.inline != null) {
            entity.inline.onEnd(complete && !cut);
            entity.inline = null;
        }
    }

    /// Not before the whole mail's type has been told, which is to happen between the events of its
    /// parts as the lines come.
    @Override
    public boolean takesRuns() {
        return mail == null || mail.isSettled();
    }

    @Override
    public void onGap(long length) {
        if (mail != null) {
            mail.onGap(length);
        }
        Open entity = open;
        if (entity != null) {
            file(entity, events().moment().nanos()).onGap(length);
            if (entity.inline != null) {
                entity.inline.onGap(length);
            }
        }
    }

    @Override
    public void onCut() {
        cut = true;
    }

    @Override
    public void onEnd() {
        Open entity = open;
        if (entity != null) {
            open = entity.outer;
            if (entity.file != null) {
                entity.file.onEnd(!cut);
            }
        }
    }

    @Override
    public void onMailEnd() {
        if (mail != null) {
            mail.onEnd(!cut);
        }
    }
}
