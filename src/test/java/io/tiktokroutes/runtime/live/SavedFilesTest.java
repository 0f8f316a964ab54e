package io.tiktokroutes.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFilesTest {

    @TempDir Path root;
    private Path folder;
    private SavedFiles files;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(root.resolve("f"));
        files = new SavedFiles(folder, 3, path -> path.toString().endsWith(".yaml"));
        write("a.yaml", "1");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aSaveIsToldOnceItLayStillForALook() throws IOException {
        assertThat(files.first()).containsExactly(folder.resolve("a.yaml"));
        assertThat(files.look().none()).isTrue();
        Path a = write("a.yaml", "");
        assertThat(files.look().none()).isTrue();
        write("a.yaml", "22");
        assertThat(files.look().none()).isTrue();
        assertThat(files.look().saved()).containsExactly(a);
        assertThat(files.look().none()).isTrue();
    }

    @Test
    void aFileThatIsReplacedIsNotDeleted() throws IOException {
        files.first();
        Files.delete(folder.resolve("a.yaml"));
        assertThat(files.look().none()).isTrue();
        Path a = write("a.yaml", "22");
        assertThat(files.look().none()).isTrue();
        assertThat(files.look()).isEqualTo(new SavedFiles.Changes(Set.of(a), Set.of()));
        Files.delete(a);
        assertThat(files.look().none()).isTrue();
        assertThat(files.look()).isEqualTo(new SavedFiles.Changes(Set.of(), Set.of(a)));
        assertThat(files.look().none()).isTrue();
    }

    @Test
    void aSaveByRenamingIsSeenEvenWithTheSameSizeAndTime() throws IOException {
        files.first();
        Path a = folder.resolve("a.yaml");
        Path other = write("other", "2");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(a));
        Files.move(other, a, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        files.look();
        assertThat(files.look().saved()).containsExactly(a);
    }

    @Test
    void aMissingFolderIsEmptyAndALostOneIsTrouble() throws IOException {
        SavedFiles none = new SavedFiles(root.resolve("none"), 1, path -> true);
        assertThat(none.first()).isEmpty();
        assertThat(none.look().none()).isTrue();
        files.first();
        Files.move(folder, root.resolve("away"));
        assertThatIOException().isThrownBy(files::look);
        Files.move(root.resolve("away"), folder);
        assertThat(files.look().none()).isTrue();
    }

    @Test
    void hiddenFoldersAreLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        write(".git/x.yaml", "x");
        Files.createDirectories(folder.resolve("sub"));
        Path x = write("sub/x.yaml", "x");
        assertThat(files.first()).containsExactly(folder.resolve("a.yaml"), x);
    }
}
