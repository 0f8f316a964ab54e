package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes results as the XML that CI servers read: a suite per file, a case per case. */
final class JUnitReport {

    private final XMLStreamWriter xml;

    private JUnitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * Writes the file, with the folders it is in.
     *
     * @throws StartupException when it cannot be written
     */
    static void write(Path file, List<TestedFile> tested) throws StartupException {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                XMLStreamWriter xml =
                        XMLOutputFactory.newDefaultFactory()
                                .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
                new JUnitReport(xml).write(tested);
                xml.close();
            }
        } catch (IOException | XMLStreamException e) {
            throw new StartupException("the JUnit file " + file + " cannot be written: " + e, e);
        }
    }

    private void write(List<TestedFile> tested) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        newLine(0);
        xml.writeStartElement("testsuites");
        attribute("name", "mappings");
        attribute("tests", tested.stream().mapToInt(f -> tests(f)).sum());
        attribute("failures", tested.stream().mapToInt(TestedFile::failed).sum());
        attribute("errors", tested.stream().mapToInt(f -> errors(f)).sum());
        attribute("time", seconds(tested.stream().mapToLong(JUnitReport::nanos).sum()));
        for (TestedFile file : tested) {
            suite(file);
        }
        newLine(0);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(TestedFile file) throws XMLStreamException {
        newLine(1);
        xml.writeStartElement("testsuite");
        attribute("name", file.name());
        attribute("tests", tests(file));
        attribute("failures", file.failed());
        attribute("errors", errors(file));
        attribute("skipped", 0);
        attribute("time", seconds(nanos(file)));
        attribute("file", file.file());
        for (TestedFile.TestedCase test : file.cases()) {
            start(file, test.name(), test.line(), test.nanos());
            if (!test.passed()) {
                newLine(3);
                xml.writeStartElement("failure");
                attribute("message", "not what was expected");
                xml.writeCharacters(clean(test.failure()));
                xml.writeEndElement();
                newLine(2);
            }
            xml.writeEndElement();
        }
        if (errors(file) > 0) {
            start(file, "the test and its mapping can be read", 1, 0);
            newLine(3);
            xml.writeStartElement("error");
            attribute("message", file.mistakes().get(0));
            xml.writeCharacters(clean(String.join("\n", file.mistakes())));
            xml.writeEndElement();
            newLine(2);
            xml.writeEndElement();
        }
        newLine(1);
        xml.writeEndElement();
    }

    private void start(TestedFile file, String name, int line, long nanos)
            throws XMLStreamException {
        newLine(2);
        xml.writeStartElement("testcase");
        attribute("name", name);
        attribute("classname", file.name());
        attribute("file", file.file());
        attribute("line", line);
        attribute("time", seconds(nanos));
    }

    /** One more than its cases when mistakes kept them from being run. */
    private static int tests(TestedFile file) {
        return file.cases().size() + errors(file);
    }

    private static int errors(TestedFile file) {
        return file.mistakes().isEmpty() ? 0 : 1;
    }

    private static long nanos(TestedFile file) {
        return file.cases().stream().mapToLong(TestedFile.TestedCase::nanos).sum();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
    }

    private void newLine(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value.toString()));
    }

    /** XML has no way to write some characters, not even escaped. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> isXml(c) ? c : '\uFFFD').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
