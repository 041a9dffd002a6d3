//! The program: hands the words of the user to the library and its answer to the system.

fn main() -> std::process::ExitCode {
    yanbao::cli::run()
}
