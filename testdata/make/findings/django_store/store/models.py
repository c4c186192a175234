from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=100)


class Biography(models.Model):
    author = models.OneToOneField(Author, on_delete=models.CASCADE)
    text = models.TextField()


class Publisher(models.Model):
    name = models.CharField(max_length=100)
    city = models.CharField(max_length=100)


class Tag(models.Model):
    name = models.CharField(max_length=30)


class Book(models.Model):
    title = models.CharField(max_length=200)
    price = models.IntegerField(help_text="in cents")
    description = models.TextField()
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
    publisher = models.ForeignKey(Publisher, on_delete=models.CASCADE, related_name="books")
    tags = models.ManyToManyField(Tag, related_name="books")


class Review(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="reviews")
    stars = models.IntegerField()
    text = models.TextField()
