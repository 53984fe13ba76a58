//! Starts the server of `lib.rs` on port 3000.

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let router = server::app();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, router).await
}
