"""boto3: an object per row, 100 of them, with one client."""
import boto3

S3 = boto3.client("s3", endpoint_url="http://127.0.0.1:8765", region_name="eu-central-1", aws_access_key_id="a",
                  aws_secret_access_key="b")


def store(row):
    S3.put_object(Bucket="bucket", Key="row/%d" % row[0], Body=("%d,%d" % row).encode())


def store_all(rows):
    for row in rows:
        store(row)


def main():
    store_all([(i, i * i) for i in range(100)])
