//! The program: hands the words of the user to the library and its answer to the system.

/// Passages and facts are many small pieces of text: the system's allocator takes twice the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    yanbao::cli::run()
}
